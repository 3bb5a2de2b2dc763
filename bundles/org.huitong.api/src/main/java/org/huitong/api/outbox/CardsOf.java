// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.outbox;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/** Whose cards a {@link CardOwner} owns: what stands in {@link Letter#by} of the letters, such as {@code attention}. */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface CardsOf {
    String PREFIX_ = "huitong.";

    String cards();
}
