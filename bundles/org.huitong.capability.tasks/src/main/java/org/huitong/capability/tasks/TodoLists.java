// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.huitong.api.connector.TodoList;
import org.huitong.api.message.Message;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The accounts by whose platforms tasks stand in people's own lists. They come and go with their connectors. */
@Component(service = TodoLists.class)
public final class TodoLists {
    private final Map<TodoList, Account> accounts = new ConcurrentHashMap<>();

    /** One of them. @param name the part of the configuration's name after {@code ~} */
    record Account(String platform, String name, String tenant) {}

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void add(TodoList list, Map<String, Object> properties) {
        String pid = String.valueOf(properties.get("service.pid"));
        if (pid.indexOf('~') > 0 && properties.get("huitong.platform") instanceof String platform) {
            String name = pid.substring(pid.indexOf('~') + 1);
            accounts.put(list, new Account(platform, name, list.profile().tenant()));
        }
    }

    void remove(TodoList list) {
        accounts.remove(list);
    }

    /** Those that are to be told now. */
    List<Account> open() {
        return accounts.entrySet().stream()
                .filter(entry -> entry.getKey().isTodoList())
                .map(Map.Entry::getValue)
                .toList();
    }

    /** Which entry a message of that account's is about. */
    Optional<String> touched(Message told) {
        return accounts.entrySet().stream()
                .filter(entry -> entry.getValue().platform().equals(told.key().platform())
                        && entry.getValue().name().equals(told.account()))
                .findFirst()
                .flatMap(entry -> entry.getKey().touched(told));
    }
}
