// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.clock;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/** Under which name an {@link Alarm} answers, such as {@code tasks.overdue}. */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface AlarmName {
    String PREFIX_ = "huitong.";

    String alarm();
}
