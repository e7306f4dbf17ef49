import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Knows the products of the shop and what they cost, in cents. */
public class Catalog {
  private static final Map<String, Integer> PRICES = new LinkedHashMap<>();

  static {
    PRICES.put("kettle", 3900);
    PRICES.put("teapot", 2450);
    PRICES.put("cup", 690);
    PRICES.put("tea", 480);
  }

  public static void main(String[] args) throws IOException {
    int port = Integer.parseInt(System.getenv().getOrDefault("PORT", "8101"));
    HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
    server.createContext("/healthz", exchange -> answer(exchange, 200, "\"ok\""));
    server.createContext("/products", Catalog::products);
    server.start();
    System.out.println("catalog: " + PRICES.size() + " products on port " + port);
  }

  /** {@code /products} lists all, {@code /products/NAME} answers with one. */
  private static void products(HttpExchange exchange) throws IOException {
    String name = exchange.getRequestURI().getPath().replaceFirst("^/products/?", "");
    if (!name.isEmpty()) {
      Integer price = PRICES.get(name);
      System.out.println("catalog: asked for " + name);
      answer(
          exchange,
          price == null ? 404 : 200,
          price == null ? "{\"error\":\"no product " + name.replace("\"", "") + "\"}" : item(name, price));
      return;
    }
    StringBuilder all = new StringBuilder("[");
    PRICES.forEach((n, p) -> all.append(all.length() == 1 ? "" : ",").append(item(n, p)));
    answer(exchange, 200, all.append("]").toString());
  }

  private static String item(String name, int cents) {
    return "{\"name\":\"" + name + "\",\"cents\":" + cents + "}";
  }

  private static void answer(HttpExchange exchange, int status, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.getResponseHeaders().set("Access-Control-Allow-Origin", "*");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
