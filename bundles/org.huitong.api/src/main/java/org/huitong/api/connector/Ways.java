// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.connector;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/**
 * What an operator is asked for when an account is connected, one text for each way in: the value of the setting
 * {@code way}, a colon, and the names of the settings in the order in which the vendor's console shows them; those that
 * end with {@code ?} may stay empty. {@code "callback: corpId token encodingAesKey secret?"}. The first way is the one that
 * is chosen until another one is. Where there is one way only, nothing stands before the colon. What is not named here is
 * asked for under <i>more</i>.
 *
 * <p>Stands on the component of a {@link Connector} beside {@link Platform}. Without it the settings that the
 * configuration's description calls required are asked for.
 */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Ways {
    String PREFIX_ = "huitong.";

    String[] ways();
}
