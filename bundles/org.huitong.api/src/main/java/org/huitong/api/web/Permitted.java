// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.web;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Who may call an operation of a {@link RestResource}: on its method, or on the class for all that say nothing else. It
 * is judged before anything of the call's body is read, so that nobody costs the hub more than their rights allow. What
 * depends on the parameters is judged by the method itself, with {@link #EVERYBODY} here.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Permitted {
    /** Whoever is logged in. */
    String EVERYBODY = "everybody";

    /** Strangers too. */
    String PUBLIC = "public";

    /** The word of a permission, such as {@code rules.write}, or {@link #EVERYBODY} or {@link #PUBLIC}. */
    String value();
}
