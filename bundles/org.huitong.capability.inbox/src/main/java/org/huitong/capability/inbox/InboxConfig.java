// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.inbox;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What a company decides about how messages are looked at. */
@ObjectClassDefinition(localization = "OSGI-INF/l10n/inbox", name = "%name", description = "%description")
@interface InboxConfig {
    @AttributeDefinition(name = "%watermark", description = "%watermark.is", required = false)
    boolean watermark() default false;
}
