package dev.camber.image.context;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** The files a build may see. */
public interface ContextFiles {
  /** No files at all. */
  ContextFiles EMPTY =
      new ContextFiles() {
        @Override
        public List<ContextEntry> entries() {
          return List.of();
        }

        @Override
        public InputStream open(ContextEntry entry) throws IOException {
          throw new IOException("the context is empty");
        }
      };

  /**
   * Everything that is there now: directories before what is in them, names of one directory in the
   * order of their bytes.
   *
   * @throws IOException if the context itself cannot be read; what vanishes meanwhile is left out
   */
  List<ContextEntry> entries() throws IOException;

  /**
   * The content of a file.
   *
   * @throws java.nio.file.NoSuchFileException if it has vanished
   */
  InputStream open(ContextEntry entry) throws IOException;
}
