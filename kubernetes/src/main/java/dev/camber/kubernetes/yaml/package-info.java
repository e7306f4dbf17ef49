/**
 * YAML as the Kubernetes tools read and print it: text in, {@link dev.camber.model.json.Json} out,
 * and back.
 *
 * <p>No Java library reads scalars, merge keys, duplicates and errors as kubectl does, so scanner,
 * parser and printer are written here. The order of work: {@link
 * dev.camber.kubernetes.yaml.YamlDocuments} splits a stream, {@link
 * dev.camber.kubernetes.yaml.Yaml} reads one document, {@link
 * dev.camber.kubernetes.yaml.YamlWriter} prints one.
 */
@NullMarked
package dev.camber.kubernetes.yaml;

import org.jspecify.annotations.NullMarked;
