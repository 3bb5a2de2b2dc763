// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.connector;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/**
 * The platform a connector reaches; the word in {@code /connect/{platform}/{account}}. Together with the factory
 * configuration's name it makes the account.
 */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Platform {
    String PREFIX_ = "huitong.";

    String platform();
}
