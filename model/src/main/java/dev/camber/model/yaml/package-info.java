/**
 * YAML as the Kubernetes tools read and print it: text in, {@link dev.camber.model.json.Json} out,
 * and back.
 *
 * <p>No Java library reads scalars, merge keys, duplicates and errors as kubectl does, so scanner,
 * parser and printer are written here. The order of work: {@link
 * dev.camber.model.yaml.YamlDocuments} splits a stream, {@link dev.camber.model.yaml.Yaml} reads
 * one document, {@link dev.camber.model.yaml.YamlWriter} prints one.
 */
@NullMarked
package dev.camber.model.yaml;

import org.jspecify.annotations.NullMarked;
