package dev.camber.image.auth;

import dev.camber.model.EnvironmentError;

/** Finds credentials, fresh each time it is asked: helpers hand out tokens that expire. */
public interface CredentialSource {
  /** Knows nobody. */
  CredentialSource NONE =
      new CredentialSource() {
        @Override
        public RegistryCredentials forRegistry(String host) {
          return RegistryCredentials.ANONYMOUS;
        }

        @Override
        public String allAsHeader() {
          return RegistryCredentials.encode(dev.camber.model.json.JsonObject.EMPTY);
        }
      };

  /**
   * Credentials for a registry host, such as {@code docker.io} or {@code localhost:5000}; {@link
   * RegistryCredentials#ANONYMOUS} if none are kept.
   *
   * @throws EnvironmentError if a credential helper fails
   */
  RegistryCredentials forRegistry(String host) throws EnvironmentError, InterruptedException;

  /** All that are kept, as the value of the engine's {@code X-Registry-Config} header. */
  String allAsHeader() throws EnvironmentError, InterruptedException;
}
