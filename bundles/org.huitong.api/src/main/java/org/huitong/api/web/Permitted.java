// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.web;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/**
 * Who may come in by something that the web serves. On the class of a {@link RestResource}, or of a component that is a
 * servlet or a filter, it is a property of the service, and needed: what has none is not served. On a method of a
 * resource it says so of that operation alone.
 *
 * <p>It is judged before parameters and body are looked at, so that nobody costs the hub more than their rights allow.
 * What depends on the parameters is judged by the method itself beyond that. Servlets judge for themselves, and say here
 * what they ask for.
 */
@Documented
@ComponentPropertyType
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Permitted {
    String PREFIX_ = "huitong.";

    /** The property of the service. */
    String PROPERTY = "huitong.permitted";

    /** Whoever is logged in, or comes with a token that may do all that its account may. */
    String EVERYBODY = "everybody";

    /**
     * Whoever is logged in, and by whatever token, were it made for one permission alone: only where what is told is
     * nobody's own, or is judged by the method itself. People read {@link #EVERYBODY} of it.
     */
    String EVERY_TOKEN = "every-token";

    /** Strangers too. */
    String PUBLIC = "public";

    /** The word of a permission, such as {@code rules.write}, or {@link #EVERYBODY}, {@link #EVERY_TOKEN} or {@link #PUBLIC}. */
    String value();
}
