package dev.camber.image.session;

import dev.camber.host.env.Environment;
import dev.camber.image.auth.CredentialSource;
import dev.camber.image.auth.RegistryCredentials;
import dev.camber.image.context.ContextFiles;
import dev.camber.image.h2.GrpcException;
import dev.camber.image.h2.GrpcMethod;
import dev.camber.image.h2.GrpcServer;
import dev.camber.image.http.Connection;
import dev.camber.image.proto.ProtoWriter;
import dev.camber.model.EnvironmentError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one build offers to BuildKit: the context and the Dockerfile as directories, registry
 * credentials, secrets and SSH agents.
 */
public final class BuildSession {
  private static final byte[] SERVING = new ProtoWriter().number(1, 1).toBytes();

  /** A file beside the Dockerfile that keeps the engine from filtering what we have filtered. */
  private static final String NO_FURTHER_IGNORES =
      "# The context has been filtered where it was read.\n";

  private final Map<String, GrpcMethod> methods = new LinkedHashMap<>();

  public BuildSession(
      String dockerfile,
      ContextFiles context,
      CredentialSource credentials,
      List<BuildSecret> secrets,
      List<SshAgent> sshAgents,
      Environment environment) {
    ContextFiles dockerfiles =
        FileSync.inMemory(
            Map.of(
                "Dockerfile", dockerfile.getBytes(StandardCharsets.UTF_8),
                "Dockerfile.dockerignore", NO_FURTHER_IGNORES.getBytes(StandardCharsets.UTF_8)));
    FileSync files = new FileSync(Map.of("context", context, "dockerfile", dockerfiles));
    methods.put("/grpc.health.v1.Health/Check", GrpcMethod.unary(request -> SERVING));
    methods.put("/moby.filesync.v1.FileSync/DiffCopy", files::diffCopy);
    methods.put(
        "/moby.filesync.v1.Auth/Credentials",
        GrpcMethod.unary(request -> credentials(credentials, request)));
    if (!secrets.isEmpty()) {
      methods.put(
          "/moby.buildkit.secrets.v1.Secrets/GetSecret",
          GrpcMethod.unary(request -> secret(secrets, environment, request)));
    }
    if (!sshAgents.isEmpty()) {
      SshForward ssh = new SshForward(sshAgents);
      methods.put("/moby.sshforward.v1.SSH/CheckAgent", GrpcMethod.unary(ssh::check));
      methods.put("/moby.sshforward.v1.SSH/ForwardAgent", ssh::forward);
    }
  }

  /** The methods on offer, which the engine must be told beforehand. */
  public List<String> methods() {
    return List.copyOf(methods.keySet());
  }

  /** Answers on a connection until the engine closes it. */
  public void serve(Connection connection) throws IOException, InterruptedException {
    new GrpcServer(methods).serve(connection.input(), connection.output());
  }

  private static byte[] credentials(CredentialSource source, byte[] request)
      throws GrpcException, InterruptedException {
    RegistryCredentials found;
    try {
      found = source.forRegistry(Messages.firstText(request, 1));
    } catch (EnvironmentError e) {
      throw new GrpcException(GrpcException.UNAVAILABLE, String.valueOf(e.getMessage()));
    }
    return found.identityToken().isEmpty()
        ? new ProtoWriter().text(1, found.username()).text(2, found.password()).toBytes()
        : new ProtoWriter().text(2, found.identityToken()).toBytes();
  }

  private static byte[] secret(List<BuildSecret> secrets, Environment environment, byte[] request)
      throws GrpcException {
    String id = Messages.firstText(request, 1);
    Optional<byte[]> value = Optional.empty();
    try {
      for (BuildSecret secret : secrets) {
        if (secret.id().equals(id)) {
          value = secret.read(environment);
        }
      }
    } catch (IOException e) {
      throw new GrpcException(GrpcException.INTERNAL, String.valueOf(e.getMessage()));
    }
    return new ProtoWriter()
        .bytes(
            1,
            value.orElseThrow(
                () -> new GrpcException(GrpcException.NOT_FOUND, "secret " + id + " not found")))
        .toBytes();
  }
}
