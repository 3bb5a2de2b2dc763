// SPDX-License-Identifier: Apache-2.0
package org.huitong.web.rest;

import jakarta.ws.rs.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.glassfish.jersey.server.model.Resource;
import org.glassfish.jersey.server.model.ResourceMethod;

/**
 * The calls that one resource answers, as Jersey reads them. Of two resources of a subject the later one may add calls,
 * also below a variable of the first one, but not take one away: Jersey notices when two methods answer the same call,
 * and does not when an address leads to the other resource, which answers 405 or 404.
 */
final class Claims {
    private final Template base;
    private final List<Claim> claims = new ArrayList<>();
    private final Map<Call, String> permissions = new LinkedHashMap<>();
    private final Map<Call, String> paths = new LinkedHashMap<>();
    private boolean silent;

    /**
     * One call.
     *
     * @param method empty for an object that answers all below
     */
    record Claim(Optional<String> method, Template at) {
        @Override
        public String toString() {
            return (method.orElse("*") + " /" + at).trim();
        }
    }

    /** A call as a description of the API names it, whatever its variables are called. */
    record Call(String method, String shape) {
        static Call of(String method, String path) {
            return new Call(method.toUpperCase(Locale.ROOT), Template.of(path).shape());
        }
    }

    private Claims(Resource resource) {
        this.base = Template.of(resource.getPath());
        add(resource, "");
    }

    /** Empty where the class has no {@code @Path}. A class that cannot be loaded whole throws what comes of that. */
    static Optional<Claims> of(Class<?> type) {
        return hasPath(type)
                ? Optional.of(new Claims(JerseysClasses.with(() -> Resource.from(type, true))))
                : Optional.empty();
    }

    /** Of its own, or inherited from a class or an interface. */
    private static boolean hasPath(Class<?> type) {
        return type != null
                && (type.isAnnotationPresent(Path.class)
                        || hasPath(type.getSuperclass())
                        || Arrays.stream(type.getInterfaces()).anyMatch(Claims::hasPath));
    }

    private void add(Resource resource, String below) {
        String path = below + "/" + (resource.getPath() == null ? "" : resource.getPath());
        Template at = Template.of(path);
        for (ResourceMethod method : resource.getResourceMethods()) {
            claims.add(new Claim(Optional.of(method.getHttpMethod()), at));
            Operation.declared(method.getInvocable())
                    .ifPresentOrElse(
                            word -> permissions.put(new Call(method.getHttpMethod(), at.shape()), Operation.told(word)),
                            () -> silent = true);
            paths.put(new Call(method.getHttpMethod(), at.shape()), path);
        }
        if (resource.getResourceLocator() != null) {
            claims.add(new Claim(Optional.empty(), at.andAllBelow()));
        }
        resource.getChildResources().forEach(child -> add(child, path));
    }

    /** Whether each of its methods, or their class, says who may call it. */
    boolean isDeclared() {
        return !silent;
    }

    Map<Call, String> permissions() {
        return permissions;
    }

    /** Where a call is, below its subject. */
    Map<Call, String> paths() {
        return paths;
    }

    /** The call of the first resource that a later one would take away. */
    Optional<Claim> takenBy(Claims later) {
        return claims.stream().filter(claim -> later.takes(claim, base)).findFirst();
    }

    private boolean takes(Claim first, Template firstBase) {
        if (!base.shape().equals(firstBase.shape())) {
            // Jakarta REST looks for the class first, and in no other once it has found one.
            Template below = base.andAllBelow();
            return base.words() >= firstBase.words() && below.sharesWith(first.at()) && !below.narrows(first.at());
        }
        return claims.stream().anyMatch(claim -> takes(claim, first));
    }

    private static boolean takes(Claim later, Claim first) {
        if (later.at().shape().equals(first.at().shape())) {
            return later.method().isEmpty()
                    || first.method().isEmpty()
                    || later.method().equals(first.method());
        }
        return later.at().sharesWith(first.at())
                && later.at().words() >= first.at().words()
                && !later.at().narrows(first.at());
    }
}
