// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.huitong.api.vault.Secrets;
import org.huitong.simulator.Account;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** The demo's account on each platform, made once; afterwards the configuration is what both sides know. */
public final class DemoAccounts {
    static final String NAME = "demo";

    private static final Map<String, String> NOTES = Map.of(
            "dingtalk", "演示：生产、质量、设备、仓储",
            "wecom", "演示：销售、采购、财务",
            "feishu", "演示：总经办、研发、人力资源、客诉专班",
            "generic", "演示：经销商门户（自建平台）");

    private DemoAccounts() {}

    /** @param called tells where each platform is called */
    public static List<Account> ensure(
            ConfigurationAdmin configurations, Secrets secrets, UnaryOperator<String> called) {
        List<Account> accounts = new ArrayList<>();
        for (String platform : List.of("dingtalk", "wecom", "feishu", "generic")) {
            try {
                accounts.add(ensure(platform, configurations, secrets, called.apply(platform)));
            } catch (IOException e) {
                throw new UncheckedIOException("the demo's account cannot be kept: " + platform, e);
            }
        }
        return accounts;
    }

    private static Account ensure(String platform, ConfigurationAdmin configurations, Secrets secrets, String called)
            throws IOException {
        Configuration configuration = configurations.getFactoryConfiguration(Account.PID + platform, NAME, null);
        Dictionary<String, Object> known = configuration.getProperties();
        Account account = Account.create(platform, NAME, "演示", NOTES.get(platform), called);
        if (known == null) {
            // Sealed before anybody sees them: what is given to Config Admin is written to files.
            Dictionary<String, Object> settings = new Hashtable<>();
            account.settings()
                    .forEach((name, value) -> settings.put(name, isSecret(name) ? secrets.seal(value) : value));
            configuration.update(settings);
            return account;
        }
        // The platforms are called at another port in each run.
        boolean moved = false;
        for (String name : List.of(
                "cardTemplateId",
                "approvalCode",
                "approvalTemplate",
                "todos",
                "groupTemplateId",
                "baseUrl",
                "oapiUrl",
                "authorizeUrl",
                "scanUrl",
                "logins",
                "directory",
                "webhook",
                "way")) {
            String now = account.get(name);
            if (!now.isEmpty() && !now.equals(known.get(name))) {
                known.put(name, now);
                moved = true;
            }
        }
        if (moved) {
            configuration.update(known);
        }
        Map<String, String> settings = new HashMap<>();
        for (String name : account.settings().keySet()) {
            Object value = known.get(name);
            settings.put(name, value == null ? "" : secrets.open(value.toString()));
        }
        return new Account(platform, NAME, settings);
    }

    private static boolean isSecret(String name) {
        return List.of(
                        "clientSecret",
                        "token",
                        "aesKey",
                        "secret",
                        "encodingAesKey",
                        "appSecret",
                        "encryptKey",
                        "verificationToken")
                .contains(name);
    }
}
