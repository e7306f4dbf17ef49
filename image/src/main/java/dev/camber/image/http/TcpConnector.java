package dev.camber.image.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** Connects to a host and port, with TLS if there is a context for it. */
public final class TcpConnector implements Connector {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  private final String host;
  private final int port;
  private final Optional<SSLContext> tls;
  private final boolean verifyHost;

  /**
   * @param verifyHost whether the certificate must name {@code host}; only read with {@code tls}
   */
  public TcpConnector(String host, int port, Optional<SSLContext> tls, boolean verifyHost) {
    this.host = host;
    this.port = port;
    this.tls = tls;
    this.verifyHost = verifyHost;
  }

  @Override
  public Connection connect() throws IOException {
    Socket plain = new Socket();
    try {
      plain.connect(new InetSocketAddress(host, port), (int) CONNECT_TIMEOUT.toMillis());
      plain.setTcpNoDelay(true);
      if (tls.isEmpty()) {
        return new SocketConnection(plain);
      }
      SSLSocket secured =
          (SSLSocket) tls.get().getSocketFactory().createSocket(plain, host, port, true);
      if (verifyHost) {
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
      }
      secured.startHandshake();
      return new SocketConnection(secured);
    } catch (IOException e) {
      plain.close();
      throw e;
    }
  }

  @Override
  public String hostHeader() {
    return host + ":" + port;
  }

  private static final class SocketConnection implements Connection {
    private final Socket socket;
    private final InputStream input;
    private final OutputStream output;

    SocketConnection(Socket socket) throws IOException {
      this.socket = socket;
      this.input = socket.getInputStream();
      this.output = socket.getOutputStream();
    }

    @Override
    public InputStream input() {
      return input;
    }

    @Override
    public OutputStream output() {
      return output;
    }

    @Override
    public void closeOutput() throws IOException {
      socket.shutdownOutput();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
