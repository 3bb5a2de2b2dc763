// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.web;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On the record of a body in which a name that is not known is refused, with those that are. Elsewhere it is passed over,
 * so that newer programs can speak to an older hub; here what is left out means more, and a slip must not give it.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Exact {}
