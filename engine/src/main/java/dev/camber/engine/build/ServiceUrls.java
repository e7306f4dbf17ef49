package dev.camber.engine.build;

import dev.camber.model.api.Spec;
import java.util.List;

/**
 * Where the load balancers of a resource's Services are reached.
 *
 * @param urls sorted
 */
public record ServiceUrls(List<String> urls) implements Spec {
  public ServiceUrls {
    urls = List.copyOf(urls);
  }
}
