// SPDX-License-Identifier: Apache-2.0
package org.huitong.web.rest;

import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.glassfish.jersey.server.ExtendedUriInfo;
import org.glassfish.jersey.server.model.Invocable;
import org.glassfish.jersey.server.model.Parameter;
import org.glassfish.jersey.server.model.ResourceMethod;
import org.huitong.api.web.BodyLimit;
import org.huitong.api.web.Permitted;

/**
 * What a method of a resource says about itself.
 *
 * @param permission see {@link Permitted}; empty where neither it nor its service says anything, and nobody may come in
 * @param body empty where it takes none
 */
record Operation(Optional<String> permission, Optional<Body> body) {
    /**
     * @param streamed the method reads it as it comes
     */
    record Body(long most, Duration time, boolean streamed) {}

    /**
     * The one that was found for a request.
     *
     * @param services what the service of a resource says, by its class
     */
    static Operation matched(UriInfo uri, Map<Class<?>, String> services) {
        ResourceMethod method = ((ExtendedUriInfo) uri).getMatchedResourceMethod();
        Invocable called = method.getInvocable();
        return new Operation(declared(called).or(() -> ofService(uri, services)), body(called));
    }

    /** Of the resource at which the way began: what it hands over to may be of any class. */
    private static Optional<String> ofService(UriInfo uri, Map<Class<?>, String> services) {
        return uri.getMatchedResources().stream()
                .map(resource -> services.get(resource.getClass()))
                .filter(Objects::nonNull)
                .findFirst();
    }

    /** As a description of the API tells it: what a token may beyond that is not its subject. */
    static String told(String permission) {
        return permission.equals(Permitted.EVERY_TOKEN) ? Permitted.EVERYBODY : permission;
    }

    /** Of its own, or of its class. */
    static Optional<String> declared(Invocable called) {
        Permitted own = called.getDefinitionMethod().getAnnotation(Permitted.class);
        Permitted all = called.getHandler().getHandlerClass().getAnnotation(Permitted.class);
        return Optional.ofNullable(own != null ? own : all).map(Permitted::value);
    }

    private static Optional<Body> body(Invocable called) {
        return called.getParameters().stream()
                .filter(Operation::isBody)
                .findFirst()
                .map(parameter -> {
                    BodyLimit limit = parameter.getAnnotation(BodyLimit.class);
                    return new Body(
                            limit == null ? BodyLimit.BYTES : limit.bytes(),
                            Duration.ofSeconds(limit == null ? BodyLimit.SECONDS : limit.seconds()),
                            InputStream.class.isAssignableFrom(parameter.getRawType()));
                });
    }

    /** With an annotation that is none of its own, Jersey does not say so of a body, and reads it all the same. */
    private static boolean isBody(Parameter parameter) {
        return parameter.getSource() == Parameter.Source.ENTITY || parameter.getSource() == Parameter.Source.UNKNOWN;
    }
}
