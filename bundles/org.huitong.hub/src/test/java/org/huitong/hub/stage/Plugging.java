// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.stage;

import java.lang.reflect.Proxy;
import java.util.Map;
import org.huitong.api.stage.Stage;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;

/** Does by hand what the component runtime does with stages. */
public final class Plugging {
    private Plugging() {}

    public static void add(StageBench bench, Stage stage, Map<String, Object> properties) {
        add(bench, stage, properties, "org.example.capability");
    }

    /** @param bundle the symbolic name of who offers it */
    @SuppressWarnings("unchecked")
    static void add(StageBench bench, Stage stage, Map<String, Object> properties, String bundle) {
        Bundle owner = saying(Bundle.class, "getSymbolicName", bundle);
        bench.addStage(stage, properties, saying(ServiceReference.class, "getBundle", owner));
    }

    public static void remove(StageBench bench, Stage stage) {
        bench.removeStage(stage);
    }

    private static <T> T saying(Class<T> type, String method, Object answer) {
        return type.cast(
                Proxy.newProxyInstance(Plugging.class.getClassLoader(), new Class<?>[] {type}, (self, asked, given) -> {
                    if (asked.getName().equals(method)) {
                        return answer;
                    }
                    throw new UnsupportedOperationException(asked.getName());
                }));
    }
}
