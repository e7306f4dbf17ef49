package dev.camber.tiltfile.path;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** File errors in the words of Go's os package: {@code open /x: no such file or directory}. */
public final class GoFileErrors {
  private GoFileErrors() {}

  /** The content of a file. */
  public static byte[] read(Path root, String path) throws GoFileException {
    Path file =
        GoPath.onDisk(root.getFileSystem(), path)
            .orElseThrow(() -> new GoFileException("open " + path + ": invalid argument", false));
    if (Files.isDirectory(file)) {
      throw new GoFileException("read " + path + ": is a directory", false);
    }
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw of(e instanceof NotDirectoryException || isNotDirectory(e) ? "lstat" : "open", path, e);
    }
  }

  /** The error of an operation. */
  public static GoFileException of(String operation, String path, IOException e) {
    return new GoFileException(operation + " " + path + ": " + reason(e), isMissing(e));
  }

  /** A file stands where a directory is wanted; the reference notices when it looks at the path. */
  private static boolean isNotDirectory(IOException e) {
    return e instanceof FileSystemException f && "Not a directory".equals(f.getReason());
  }

  private static boolean isMissing(IOException e) {
    return e instanceof NoSuchFileException;
  }

  /** The reason alone. */
  public static String reason(IOException e) {
    return switch (e) {
      case NoSuchFileException missing -> "no such file or directory";
      case AccessDeniedException denied -> "permission denied";
      case NotDirectoryException no -> "not a directory";
      case FileSystemLoopException loop -> "too many levels of symbolic links";
      case FileSystemException other -> {
        String reason = other.getReason();
        if (reason == null) {
          yield String.valueOf(other.getMessage());
        }
        yield reason.isEmpty()
            ? reason
            : Character.toLowerCase(reason.charAt(0)) + reason.substring(1);
      }
      default -> String.valueOf(e.getMessage());
    };
  }
}
