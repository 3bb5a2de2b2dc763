// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.work;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/** Which kind of approvals an {@link Approvable} carries out, such as {@code rights.change}. */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface ApprovalKind {
    String PREFIX_ = "huitong.";

    String approval();
}
