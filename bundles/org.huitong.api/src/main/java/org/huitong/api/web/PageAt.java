// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/**
 * Where a {@link Page} is found and who sees it in the menu.
 *
 * <p>The page is the ES module {@code /page/<path>.js} of the bundle that registers it (with whatever lies beside it);
 * the shell imports it from {@code /pages/<path>/<path>.js} and shows its default export, a custom element, at
 * {@code /#/<path>}; what it may use there is written in docs/pages.md.
 */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface PageAt {
    String PREFIX_ = "huitong.page.";

    String path();

    /** The permission without which the menu does not show it, or {@link Permitted#EVERYBODY}. */
    String permission();

    /**
     * Lower stands further up in the menu, which has four parts: below 20 what people work on, below 50 people and rules,
     * below 80 how the hub runs and what it keeps, from 80 on administration.
     */
    int rank() default 100;
}
