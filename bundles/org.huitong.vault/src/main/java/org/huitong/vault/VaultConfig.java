// SPDX-License-Identifier: Apache-2.0
package org.huitong.vault;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

@ObjectClassDefinition(
        localization = "OSGI-INF/l10n/vault",
        name = "%name",
        description = "%description",
        id = "org.huitong.vault")
@interface VaultConfig {
    @AttributeDefinition(
            name = "%suite.name",
            description = "%suite.description",
            options = {
                @Option(label = "AES-256-GCM", value = "aes-256-gcm"),
                @Option(label = "SM4-GCM", value = "sm4-gcm")
            })
    String suite() default "aes-256-gcm";
}
