// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/** The place of a {@link RestResource} under {@code /api/v1}: {@code subject = "rules"} serves {@code /api/v1/rules/…}. */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Subject {
    String PREFIX_ = "huitong.rest.";

    String subject();
}
