// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.echo;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.huitong.api.connector.Call;
import org.huitong.api.connector.Directory;
import org.huitong.api.connector.Reply;
import org.huitong.testkit.DirectoryContract;
import org.huitong.testkit.Wax;

/** The other side of these tests has two departments and three people, two at a time. */
class EchoDirectoryTest implements DirectoryContract {
    private final Set<String> shut = new HashSet<>();

    @Override
    public Directory directory() {
        return EchoConnectorTest.connector(Map.of(
                "secret",
                new Wax().seal("a-secret-of-16-characters"),
                "baseUrl",
                "https://h.example",
                "directory",
                "true"));
    }

    @Override
    public Directory unset() {
        return EchoConnectorTest.connector(Map.of());
    }

    @Override
    public String leaver() {
        return "u3";
    }

    @Override
    public Reply answer(Call call) {
        String path = call.address().getPath();
        String query = String.valueOf(call.address().getQuery());
        if (call.method().equals("DELETE")) {
            shut.add(path.substring("/people/".length()));
            return said("{}");
        }
        if (path.equals("/departments")) {
            return said(
                    "{\"items\":[{\"id\":\"d1\",\"name\":\"生产部\"},{\"id\":\"d2\",\"name\":\"一车间\",\"above\":\"d1\"}]}");
        }
        if (query.startsWith("department=d1&from=2")) {
            return said(shut.contains("u3") ? "{\"items\":[]}" : "{\"items\":[" + person("u3", "d1") + "]}");
        }
        if (query.startsWith("department=d1")) {
            return said("{\"items\":[" + person("u1", "d1") + "," + person("u2", "d1") + "],\"next\":\"2\"}");
        }
        return said("{\"items\":[]}");
    }

    private static String person(String id, String department) {
        return "{\"id\":\"" + id + "\",\"name\":\"张三\",\"number\":\"1\",\"departments\":[\"" + department + "\"]}";
    }

    private static Reply said(String json) {
        return new Reply(200, Map.of(), json.getBytes(StandardCharsets.UTF_8));
    }
}
