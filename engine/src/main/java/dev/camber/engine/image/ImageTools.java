package dev.camber.engine.image;

import dev.camber.image.build.ImageBuilder;
import dev.camber.image.build.ImagePusher;
import dev.camber.image.engine.DockerEngine;
import dev.camber.model.EnvironmentError;

/**
 * What builds and pushes the images of a cluster.
 *
 * @param minikube whether the engine is the one inside a minikube cluster
 */
public record ImageTools(
    DockerEngine engine, ImageBuilder builder, ImagePusher pusher, boolean minikube) {
  /** Finds them out when they are first needed: that may mean to run a program. */
  @FunctionalInterface
  public interface Source {
    /**
     * @throws EnvironmentError if the engine that the cluster runs on cannot be found out
     */
    ImageTools get() throws EnvironmentError, InterruptedException;
  }
}
