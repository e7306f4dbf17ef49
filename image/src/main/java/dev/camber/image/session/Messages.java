package dev.camber.image.session;

import dev.camber.image.h2.GrpcException;
import dev.camber.image.proto.ProtoException;
import dev.camber.image.proto.ProtoReader;

/** Reading of the one-field requests of a session. */
final class Messages {
  private Messages() {}

  /** The text of a field, empty if it is missing. */
  static String firstText(byte[] message, int field) throws GrpcException {
    try {
      ProtoReader reader = new ProtoReader(message);
      while (reader.next()) {
        if (reader.field() == field) {
          return reader.text();
        }
      }
      return "";
    } catch (ProtoException e) {
      throw new GrpcException(GrpcException.INVALID_ARGUMENT, String.valueOf(e.getMessage()));
    }
  }
}
