package dev.camber.host.libc;

import java.util.Locale;

/** Error numbers of the C library that mean something to us, with the words Go has for them. */
public final class Errno {
  public static final int EPERM = 1;
  public static final int ENOENT = 2;
  public static final int ESRCH = 3;
  public static final int EINTR = 4;
  public static final int ECHILD = 10;
  public static final int EAGAIN = onMac() ? 35 : 11;
  public static final int ENOMEM = 12;
  public static final int EACCES = 13;
  public static final int ENOTDIR = 20;
  public static final int EINVAL = 22;
  public static final int ENFILE = 23;
  public static final int EMFILE = 24;
  public static final int ENOSPC = 28;
  public static final int EPIPE = 32;

  private Errno() {}

  private static boolean onMac() {
    return System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac");
  }

  /** The words for an error number, as Go prints them. */
  public static String describe(int errno) {
    return switch (errno) {
      case EPERM -> "operation not permitted";
      case ENOENT -> "no such file or directory";
      case ESRCH -> "no such process";
      case EINTR -> "interrupted system call";
      case 5 -> "input/output error";
      case 7 -> "argument list too long";
      case 8 -> "exec format error";
      case 9 -> "bad file descriptor";
      case ECHILD -> "no child processes";
      case 11, 35 -> "resource temporarily unavailable";
      case ENOMEM -> "cannot allocate memory";
      case EACCES -> "permission denied";
      case ENOTDIR -> "not a directory";
      case 21 -> "is a directory";
      case EINVAL -> "invalid argument";
      case ENFILE -> "too many open files in system";
      case EMFILE -> "too many open files";
      case 26 -> "text file busy";
      case ENOSPC -> "no space left on device";
      case EPIPE -> "broken pipe";
      case 36 -> "file name too long";
      case 40 -> "too many levels of symbolic links";
      default -> "errno " + errno;
    };
  }
}
