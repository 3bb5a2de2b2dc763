// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.masking;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Which numbers are hidden. As delivered, those with which a person is impersonated or robbed; not telephones, by which
 * colleagues call each other all day, nor the codes of companies, which are on a public register.
 */
@ObjectClassDefinition(
        id = "org.huitong.hub",
        localization = "OSGI-INF/l10n/masking",
        name = "%name",
        description = "%description")
@interface MaskingConfig {
    @AttributeDefinition(name = "%idCard", description = "%idCard.is", required = false)
    boolean idCard() default true;

    @AttributeDefinition(name = "%bankCard", description = "%bankCard.is", required = false)
    boolean bankCard() default true;

    @AttributeDefinition(name = "%mobile", description = "%mobile.is", required = false)
    boolean mobile() default false;

    @AttributeDefinition(name = "%creditCode", description = "%creditCode.is", required = false)
    boolean creditCode() default false;

    @AttributeDefinition(name = "%pattern", description = "%pattern.is", required = false)
    String[] pattern() default {};
}
