// SPDX-License-Identifier: Apache-2.0
package org.huitong.identity.ldap;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.huitong.api.access.Identity;
import org.huitong.api.access.PasswordProvider;
import org.huitong.api.access.Recognition;
import org.huitong.api.clock.Clock;
import org.huitong.api.people.Directory;
import org.huitong.api.text.LocalText;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A company's directory: people log in with its passwords, and come from it. One configuration, one directory. */
@Component(
        configurationPid = "org.huitong.identity.ldap",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        service = {PasswordProvider.class, Directory.class})
@Designate(ocd = LdapConfig.class, factory = true)
public final class LdapDirectory implements PasswordProvider, Directory {
    static final String PLATFORM = "ldap";
    private static final Logger LOG = LoggerFactory.getLogger(LdapDirectory.class);

    private final String tenant;
    private final boolean compares;
    private final boolean lists;
    private final Login login;
    private final Reader reader;

    @Activate
    public LdapDirectory(LdapConfig config, Map<String, Object> properties, @Reference Clock clock) {
        this(config, name(String.valueOf(properties.get("service.pid"))), clock);
    }

    LdapDirectory(LdapConfig config, String tenant, InstantSource clock) {
        this.tenant = tenant;
        this.compares = config.passwords();
        this.lists = config.people();
        Names names = Names.of(config);
        People people = new People(
                new Identity.Provider(PLATFORM, tenant),
                names,
                config.base(),
                config.company(),
                !config.departments().equals("attribute"));
        Servers servers = new Servers(config);
        Standing standing = new Standing(filter(config.disabled()), clock);
        this.login = new Login(servers, names, standing, people);
        this.reader = new Reader(servers, names, standing, people, config.group());
    }

    private static String name(String pid) {
        return pid.substring(pid.indexOf('~') + 1);
    }

    private static Optional<Filter> filter(String text) {
        try {
            return text.isBlank() ? Optional.empty() : Optional.of(Filter.create(text));
        } catch (LDAPException e) {
            throw new IllegalArgumentException("disabled is no filter: " + text, e);
        }
    }

    @Override
    public Recognition recognise(String name, char[] password) {
        if (!compares) {
            return new Recognition.NotMine();
        }
        try {
            return login.recognise(name, password);
        } catch (LDAPException e) {
            LOG.warn("The directory gave no answer directory={} code={}", tenant, e.getResultCode());
            return new Recognition.Unreachable();
        }
    }

    @Override
    public String platform() {
        return PLATFORM;
    }

    @Override
    public String tenant() {
        return tenant;
    }

    @Override
    public Reading read(Progress progress) throws InterruptedException {
        if (!lists) {
            return new Reading.Unreadable(LocalText.of(
                    "这个目录没有用作人员名单（people = false）。", "This directory is no list of people (people = false)."));
        }
        try {
            return new Reading.Everybody(reader.read(progress));
        } catch (LDAPException e) {
            LOG.warn("The directory could not be read directory={} code={}", tenant, e.getResultCode());
            return new Reading.Unreadable(reason(e.getResultCode()));
        }
    }

    private static LocalText reason(ResultCode code) {
        return List.of(ResultCode.INVALID_CREDENTIALS, ResultCode.INVALID_DN_SYNTAX)
                        .contains(code)
                ? LocalText.of(
                        "目录不接受查询账号的密码，请检查 bindDn 和 bindPassword。",
                        "The directory does not take the account that searches; look at bindDn and bindPassword.")
                : LocalText.of(
                        "目录没有应答或拒绝了查询（" + code.getName() + "），请检查 servers、base 和证书。",
                        "The directory gave no answer, or refused the search (" + code.getName()
                                + "); look at servers, base and certificate.");
    }
}
