// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.huitong.api.access.LoginWay;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ways that are there, by their names; they come and go with their plugs. */
@Component(service = LoginWays.class)
public final class LoginWays {
    private static final Logger LOG = LoggerFactory.getLogger(LoginWays.class);
    /** A hyphen or dot sets it apart from what else is served beside it. */
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*[-.][a-z0-9._-]{1,80}");

    private final List<LoginWay> ways = new CopyOnWriteArrayList<>();

    @Activate
    public LoginWays() {}

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    public void add(LoginWay way) {
        if (NAME.matcher(way.name()).matches()) {
            ways.add(way);
        } else {
            LOG.error("A way to log in has no name for an address and is not shown name={}", way.name());
        }
    }

    public void remove(LoginWay way) {
        ways.remove(way);
    }

    /** By their names; where one is just being exchanged for another, one of the two. */
    List<LoginWay> all() {
        Map<String, LoginWay> named = new TreeMap<>();
        ways.forEach(way -> named.put(way.name(), way));
        return List.copyOf(named.values());
    }

    Optional<LoginWay> of(String name) {
        return ways.stream().filter(way -> way.name().equals(name)).reduce((older, newer) -> newer);
    }
}
