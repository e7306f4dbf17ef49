package dev.camber.image.dockerfile;

/**
 * Text that follows an instruction up to a line with its name.
 *
 * @param name the closing word, without quotes
 * @param content the lines between, each with its line end, as they stand in the file
 */
public record Heredoc(String name, String content) {}
