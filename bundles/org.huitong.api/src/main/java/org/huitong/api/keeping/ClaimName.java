// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.keeping;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/** Under which name a {@link Claim} is remembered while it is away, such as {@code tasks}. */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface ClaimName {
    String PREFIX_ = "huitong.";

    String claim();
}
