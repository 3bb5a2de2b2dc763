// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.stage;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/**
 * Names a {@link Stage} for good: findings are kept under this name. The version grows when the thinking changes, so
 * that old and new findings can be told apart.
 */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface StageName {
    String PREFIX_ = "huitong.";

    String stage();

    int stage_version() default 1;

    /** The stages whose findings this one wants to see. Of a ring one wish is left out. */
    String[] stage_after() default {};
}
