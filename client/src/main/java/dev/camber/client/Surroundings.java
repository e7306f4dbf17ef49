package dev.camber.client;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a command sees of the world.
 *
 * @param programName how the program was called: {@code camber}, or {@code tilt} through a link
 */
public record Surroundings(
    Map<String, String> environment,
    Path directory,
    String programName,
    PrintStream out,
    PrintStream err,
    InputStream in) {}
