/**
 * The API server: objects of the store as Kubernetes serves them. {@link
 * dev.camber.server.rest.ApiServer} routes; everything is pure but for the store.
 */
@NullMarked
package dev.camber.server.rest;

import org.jspecify.annotations.NullMarked;
