// SPDX-License-Identifier: Apache-2.0
package org.huitong.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

class EmptySecretsTest {
    private static final String PID = "org.huitong.connector.wecom~bar";

    @Test
    void whatNobodyEnteredLooksEmptyAndWhatSomebodyEnteredDoesNot() throws IOException {
        String form = form(PID, property("secret", false), property("token", true), property("encodingAesKey", true));
        assertThat(filter(Map.of("token", "sealed:x", "encodingAesKey", "")).shown(form))
                .contains("\"secret\":{\"name\":\"Secret of \\\"us\\\"\",\"optional\":true,\"is_set\":false,"
                        + "\"type\":12,\"value\":\"\",\"description\":\"x\"}")
                .contains("\"is_set\":true,\"type\":12,\"value\":\"unmodified\",\"description\":\"token")
                .contains("\"is_set\":true,\"type\":12,\"value\":\"\",\"description\":\"encodingAesKey")
                .contains("\"type\":1,\"value\":\"unmodified\"");
    }

    @Test
    void aNewAccountHasNoSecretsYet() throws IOException {
        assertThat(filter(null).shown(form(PID, property("secret", false)))).contains("\"type\":12,\"value\":\"\"");
    }

    @Test
    void othersFormsStayAsTheyAre() throws IOException {
        String form = form("org.apache.felix.http", property("keystore.password", false));
        assertThat(filter(null).shown(form)).isEqualTo(form);
        assertThat(filter(null).shown("{}")).isEqualTo("{}");
    }

    /** As the console writes it. */
    private static String form(String pid, String... properties) {
        return "{\"pid\":\"" + pid + "\",\"title\":\"x\",\"properties\":{"
                + "\"note\":{\"name\":\"Note\",\"optional\":true,\"is_set\":true,\"type\":1,\"value\":\"unmodified\"},"
                + String.join(",", properties) + "},\"factoryPid\":\"x\"}";
    }

    private static String property(String key, boolean set) {
        return "\"" + key + "\":{\"name\":\"" + (set ? key : "Secret of \\\"us\\\"")
                + "\",\"optional\":true,\"is_set\":" + set + ",\"type\":12,\"value\":\"unmodified\",\"description\":\""
                + (set ? key : "x") + "\"}";
    }

    private static EmptySecrets filter(Map<String, String> entered) {
        return new EmptySecrets(proxy(ConfigurationAdmin.class, "listConfigurations", filter -> {
            assertThat(filter).isEqualTo("(service.pid=" + PID + ")");
            Dictionary<String, Object> properties = new Hashtable<>();
            if (entered == null) {
                return null;
            }
            entered.forEach(properties::put);
            return new Configuration[] {proxy(Configuration.class, "getProperties", nothing -> properties)};
        }));
    }

    private static <T> T proxy(Class<T> type, String method, Function<Object, Object> answer) {
        return type.cast(Proxy.newProxyInstance(
                EmptySecretsTest.class.getClassLoader(), new Class<?>[] {type}, (self, call, arguments) -> {
                    if (!call.getName().equals(method)) {
                        throw new UnsupportedOperationException(call.getName());
                    }
                    return answer.apply(arguments == null ? null : arguments[0]);
                }));
    }
}
