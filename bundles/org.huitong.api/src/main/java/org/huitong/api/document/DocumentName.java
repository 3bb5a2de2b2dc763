// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.document;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/** Under which name a {@link Document} is found, and who gets it. */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface DocumentName {
    String PREFIX_ = "huitong.";

    /** Small letters, digits and hyphens, such as {@code daily-ledger}. */
    String document();

    /** The word of a permission, judged before anything; or {@link org.huitong.api.web.Permitted#EVERYBODY}. */
    String document_permission();
}
