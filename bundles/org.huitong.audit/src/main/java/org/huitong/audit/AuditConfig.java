// SPDX-License-Identifier: Apache-2.0
package org.huitong.audit;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Who collects the audit. */
@ObjectClassDefinition(localization = "OSGI-INF/l10n/audit", name = "%name", description = "%description")
@interface AuditConfig {
    @AttributeDefinition(name = "%collector", description = "%collector.is", required = false)
    String collector() default "";

    @AttributeDefinition(name = "%collectorAuthority", description = "%collectorAuthority.is", required = false)
    String collectorAuthority() default "";

    @AttributeDefinition(name = "%collectorPin", description = "%collectorPin.is", required = false)
    String collectorPin() default "";
}
