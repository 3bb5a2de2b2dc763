// SPDX-License-Identifier: Apache-2.0
package org.huitong.identity.ldap;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** One directory. Attributes that are left empty are those that the kind of directory has by custom. */
@ObjectClassDefinition(localization = "OSGI-INF/l10n/ldap", name = "%name", description = "%description")
@interface LdapConfig {
    @AttributeDefinition(name = "%servers", description = "%servers.is")
    String[] servers() default {};

    @AttributeDefinition(name = "%startTls", description = "%startTls.is", required = false)
    boolean startTls() default false;

    @AttributeDefinition(name = "%certificate", description = "%certificate.is", required = false)
    String certificate() default "";

    @AttributeDefinition(
            name = "%kind",
            description = "%kind.is",
            required = false,
            options = {
                @Option(label = "Active Directory", value = "ad"),
                @Option(label = "OpenLDAP, 389 DS …", value = "ldap")
            })
    String kind() default "ad";

    @AttributeDefinition(name = "%bindDn", description = "%bindDn.is")
    String bindDn() default "";

    @AttributeDefinition(name = "%bindPassword", description = "%bindPassword.is", type = AttributeType.PASSWORD)
    String bindPassword() default "";

    @AttributeDefinition(name = "%base", description = "%base.is")
    String base() default "";

    @AttributeDefinition(name = "%filter", description = "%filter.is", required = false)
    String filter() default "";

    @AttributeDefinition(name = "%group", description = "%group.is", required = false)
    String group() default "";

    @AttributeDefinition(name = "%company", description = "%company.is", required = false)
    String company() default "";

    @AttributeDefinition(
            name = "%departments",
            description = "%departments.is",
            required = false,
            options = {
                @Option(label = "%departments.tree", value = "tree"),
                @Option(label = "%departments.attribute", value = "attribute")
            })
    String departments() default "tree";

    @AttributeDefinition(name = "%key", description = "%key.is", required = false)
    String key() default "";

    @AttributeDefinition(name = "%login", description = "%login.is", required = false)
    String login() default "";

    @AttributeDefinition(name = "%employee", description = "%employee.is", required = false)
    String employee() default "";

    @AttributeDefinition(name = "%department", description = "%department.is", required = false)
    String department() default "";

    @AttributeDefinition(name = "%disabled", description = "%disabled.is", required = false)
    String disabled() default "";

    @AttributeDefinition(name = "%timeout", description = "%timeout.is", required = false)
    String timeout() default "PT4S";

    @AttributeDefinition(name = "%passwords", description = "%passwords.is", required = false)
    boolean passwords() default true;

    @AttributeDefinition(name = "%people", description = "%people.is", required = false)
    boolean people() default true;
}
