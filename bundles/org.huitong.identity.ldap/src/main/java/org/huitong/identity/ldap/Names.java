// SPDX-License-Identifier: Apache-2.0
package org.huitong.identity.ldap;

/** What the attributes of a directory are called, by custom or as the configuration says. */
record Names(boolean ad, String filter, String key, String login, String employee, String department, String member) {
    static final String NAME = "displayName";
    static final String COMMON_NAME = "cn";
    static final String COMPANY = "company";
    static final String POST = "title";
    static final String MANAGER = "manager";
    static final String MAIL = "mail";
    static final String MOBILE = "mobile";
    static final String CONTROL = "userAccountControl";
    static final String EXPIRES = "accountExpires";

    static Names of(LdapConfig config) {
        boolean ad = config.kind().equals("ad");
        return new Names(
                ad,
                or(
                        config.filter(),
                        ad ? "(&(objectCategory=person)(objectClass=user))" : "(objectClass=inetOrgPerson)"),
                or(config.key(), ad ? "objectGUID" : "entryUUID"),
                or(config.login(), ad ? "sAMAccountName" : "uid"),
                or(config.employee(), ad ? "employeeID" : "employeeNumber"),
                or(config.department(), ad ? "department" : "ou"),
                "member");
    }

    private static String or(String said, String custom) {
        return said.isBlank() ? custom : said.strip();
    }

    String[] all() {
        return new String[] {
            key, login, employee, department, NAME, COMMON_NAME, COMPANY, POST, MANAGER, MAIL, MOBILE, CONTROL, EXPIRES
        };
    }
}
