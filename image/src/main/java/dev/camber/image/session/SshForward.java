package dev.camber.image.session;

import dev.camber.image.h2.GrpcCall;
import dev.camber.image.h2.GrpcException;
import dev.camber.image.http.Connection;
import dev.camber.image.http.UnixConnector;
import dev.camber.image.proto.ProtoException;
import dev.camber.image.proto.ProtoReader;
import dev.camber.image.proto.ProtoWriter;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** {@code moby.sshforward.v1.SSH}: carries bytes between a build step and an agent's socket. */
final class SshForward {
  private static final String ID_HEADER = "buildkit.ssh.id";

  private final List<SshAgent> agents;

  SshForward(List<SshAgent> agents) {
    this.agents = agents;
  }

  private SshAgent agent(String id) throws GrpcException {
    String wanted = id.isEmpty() ? "default" : id;
    return agents.stream()
        .filter(a -> a.id().equals(wanted))
        .findFirst()
        .orElseThrow(
            () -> new GrpcException(GrpcException.NOT_FOUND, "unset ssh forward key " + wanted));
  }

  byte[] check(byte[] request) throws GrpcException {
    agent(Messages.firstText(request, 1));
    return new byte[0];
  }

  void forward(GrpcCall call) throws GrpcException, IOException, InterruptedException {
    SshAgent agent = agent(call.metadata(ID_HEADER).stream().findFirst().orElse(""));
    try (Connection connection = new UnixConnector(agent.socket()).connect()) {
      List<IOException> failed = new CopyOnWriteArrayList<>();
      Thread answers =
          Thread.ofVirtual()
              .name("ssh-agent " + agent.id())
              .start(() -> answers(connection, call, failed));
      try {
        for (Optional<byte[]> message = call.receive();
            message.isPresent();
            message = call.receive()) {
          connection.output().write(data(message.get()));
        }
        connection.closeOutput();
        answers.join();
      } finally {
        answers.interrupt();
      }
      if (!failed.isEmpty()) {
        throw failed.getFirst();
      }
    }
  }

  private static void answers(Connection connection, GrpcCall call, List<IOException> failed) {
    byte[] buffer = new byte[32 * 1024];
    try {
      int count = connection.input().read(buffer);
      while (count >= 0) {
        call.send(new ProtoWriter().bytes(1, buffer, 0, count).toBytes());
        count = connection.input().read(buffer);
      }
    } catch (IOException e) {
      failed.add(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the step has ended
    }
  }

  private static byte[] data(byte[] message) throws GrpcException {
    try {
      ProtoReader reader = new ProtoReader(message);
      while (reader.next()) {
        if (reader.field() == 1) {
          return reader.bytes();
        }
      }
      return new byte[0];
    } catch (ProtoException e) {
      throw new GrpcException(GrpcException.INVALID_ARGUMENT, String.valueOf(e.getMessage()));
    }
  }
}
