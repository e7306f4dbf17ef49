package dev.camber.image.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that wants a client's certificate, as a Docker engine with {@code --tlsverify}. */
class TlsMaterialTest {
  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir Path directory;

  private SSLServerSocket server;
  private KeyStore store;

  @BeforeEach
  void listen() throws Exception {
    Path file = directory.resolve("store.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "one",
                "-keyalg",
                "RSA",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-ext",
                "bc=ca:true",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                new String(PASSWORD))
            .redirectErrorStream(true)
            .start();
    assertThat(new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .doesNotContain("error");
    assertThat(keytool.waitFor()).isZero();
    store = KeyStore.getInstance(file.toFile(), PASSWORD);
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(store, PASSWORD);
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("one", store.getCertificate("one"));
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    server = (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0);
    server.setNeedClientAuth(true);
    Thread.ofVirtual().start(this::serve);
  }

  @AfterEach
  void close() throws Exception {
    server.close();
  }

  private void serve() {
    while (!server.isClosed()) {
      try (SSLSocket socket = (SSLSocket) server.accept()) {
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
          // the request does not matter
        }
        socket
            .getOutputStream()
            .write(
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nOK".getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        // a client that was refused, or the end of the test
      }
    }
  }

  private static String pem(String kind, byte[] der) {
    return "-----BEGIN "
        + kind
        + "-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
        + "\n-----END "
        + kind
        + "-----\n";
  }

  private Path certificates(String keyKind, byte[] key) throws Exception {
    Path certificates = Files.createDirectories(directory.resolve("certs"));
    String certificate = pem("CERTIFICATE", store.getCertificate("one").getEncoded());
    Files.writeString(certificates.resolve("ca.pem"), certificate);
    Files.writeString(certificates.resolve("cert.pem"), certificate);
    Files.writeString(certificates.resolve("key.pem"), pem(keyKind, key));
    return certificates;
  }

  private String ask(String host, Path certificates, boolean verify) throws Exception {
    HttpClient client =
        new HttpClient(
            new TcpConnector(
                host,
                server.getLocalPort(),
                Optional.of(TlsMaterial.fromDirectory(certificates, verify)),
                verify));
    try (HttpResponse response = client.send(HttpRequest.get("/_ping"))) {
      return response.text();
    }
  }

  private byte[] pkcs8() throws Exception {
    return store.getKey("one", PASSWORD).getEncoded();
  }

  @Test
  void showsItsCertificateAndChecksTheServers() throws Exception {
    Path certificates = certificates("PRIVATE KEY", pkcs8());
    assertThat(ask("localhost", certificates, true)).isEqualTo("OK");
    assertThatThrownBy(() -> ask("127.0.0.1", certificates, true)).isInstanceOf(SSLException.class);
    assertThat(ask("127.0.0.1", certificates, false)).isEqualTo("OK");
  }

  @Test
  void readsKeysOfTheOlderForm() throws Exception {
    byte[] pkcs8 = pkcs8();
    // SEQUENCE header 4, version 3, algorithm 15, OCTET STRING header 4: then the key itself
    byte[] pkcs1 = Arrays.copyOfRange(pkcs8, 26, pkcs8.length);
    assertThat(ask("localhost", certificates("RSA PRIVATE KEY", pkcs1), true)).isEqualTo("OK");
  }

  @Test
  void saysWhenAKeyIsOfNoUse() {
    for (String kind : List.of("EC PRIVATE KEY", "ENCRYPTED PRIVATE KEY")) {
      assertThatThrownBy(() -> ask("localhost", certificates(kind, new byte[] {1}), true))
          .hasMessageContaining("holds no private key that can be read");
    }
  }
}
