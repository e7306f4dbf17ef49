package dev.camber.image.h2;

import java.io.IOException;

/** What a method of a service does. Each call runs on a virtual thread of its own. */
public interface GrpcMethod {
  /**
   * @throws GrpcException to end the call with a status
   * @throws IOException if the connection is lost, or to end the call with an internal error
   */
  void handle(GrpcCall call) throws GrpcException, IOException, InterruptedException;

  /** A method with one request and one response. */
  static GrpcMethod unary(Unary unary) {
    return call -> call.send(unary.answer(call.receive().orElse(new byte[0])));
  }

  /** From a request message to a response message. */
  interface Unary {
    byte[] answer(byte[] request) throws GrpcException, InterruptedException;
  }
}
