import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes orders, with the price that the catalog names, and hands them to whoever packs. */
public class Orders {
  private static final Pattern CENTS = Pattern.compile("\"cents\":(\\d+)");
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String CATALOG =
      System.getenv().getOrDefault("CATALOG_URL", "http://localhost:8101");

  private record Order(int number, String product, int cents, boolean packed) {
    String json() {
      return "{\"number\":" + number + ",\"product\":\"" + product + "\",\"cents\":" + cents
          + ",\"packed\":" + packed + "}";
    }
  }

  // Guarded by itself.
  private static final List<Order> ORDERS = new ArrayList<>();

  public static void main(String[] args) throws IOException {
    int port = Integer.parseInt(System.getenv().getOrDefault("PORT", "8102"));
    HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/healthz", exchange -> answer(exchange, 200, "\"ok\""));
    server.createContext("/orders", Orders::orders);
    server.createContext("/pack", Orders::pack);
    server.start();
    System.out.println("orders: open on port " + port + ", prices from " + CATALOG);
  }

  /** GET lists all, POST with a product's name as body places one. */
  private static void orders(HttpExchange exchange) throws IOException {
    if (exchange.getRequestMethod().equals("OPTIONS")) {
      answer(exchange, 204, "");
      return;
    }
    if (!exchange.getRequestMethod().equals("POST")) {
      synchronized (ORDERS) {
        answer(exchange, 200, "[" + String.join(",", ORDERS.stream().map(Order::json).toList()) + "]");
      }
      return;
    }
    String product =
        new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)
            .replaceAll("[^a-z0-9-]", "");
    try {
      HttpResponse<String> price =
          HTTP.send(
              HttpRequest.newBuilder(URI.create(CATALOG + "/products/" + product)).build(),
              HttpResponse.BodyHandlers.ofString());
      Matcher cents = CENTS.matcher(price.body());
      if (price.statusCode() != 200 || !cents.find()) {
        answer(exchange, 404, "{\"error\":\"the catalog has no " + product + "\"}");
        return;
      }
      Order order;
      synchronized (ORDERS) {
        order = new Order(ORDERS.size() + 1, product, Integer.parseInt(cents.group(1)), false);
        ORDERS.add(order);
      }
      System.out.println("orders: #" + order.number() + " " + product + " for " + order.cents() + " cents");
      answer(exchange, 201, order.json());
    } catch (IOException e) {
      answer(exchange, 502, "{\"error\":\"the catalog does not answer\"}");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      answer(exchange, 503, "{\"error\":\"stopping\"}");
    }
  }

  /** POST packs the oldest open order and answers with its line, 204 if there is none. */
  private static void pack(HttpExchange exchange) throws IOException {
    synchronized (ORDERS) {
      for (int i = 0; i < ORDERS.size(); i++) {
        Order order = ORDERS.get(i);
        if (!order.packed()) {
          ORDERS.set(i, new Order(order.number(), order.product(), order.cents(), true));
          answer(exchange, 200, "#" + order.number() + " " + order.product() + "\n");
          return;
        }
      }
    }
    answer(exchange, 204, "");
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.getResponseHeaders().set("Access-Control-Allow-Origin", "*");
    exchange.getResponseHeaders().set("Access-Control-Allow-Methods", "GET, POST");
    exchange.sendResponseHeaders(status, status == 204 ? -1 : body.length);
    if (status != 204) {
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }
}
