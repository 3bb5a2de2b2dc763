// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.web;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A Jakarta REST resource: a class whose methods carry the annotations of {@code jakarta.ws.rs}, with {@code @Path("")}
 * relative to its {@link Subject}. Each subject is an application of its own, so that one that is broken, comes or goes
 * does not disturb another.
 *
 * <p>The caller is {@code SecurityContext#getUserPrincipal()}, an {@link org.huitong.api.access.Asker}, and is never
 * absent, but where an operation is {@link Permitted} to the public. Bodies are JSON of up to 64 KB, or as their
 * {@link BodyLimit} says; records are read and written as they are, {@code Instant} as ISO-8601, an empty
 * {@code Optional} is left out. A resource describes itself in {@code openapi/<subject>.json} of its bundle, an OpenAPI
 * 3 document of which the {@code paths} and {@code components} are merged into {@code /api/v1/openapi.json}.
 */
@ConsumerType
public interface RestResource {}
