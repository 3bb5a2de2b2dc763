// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.sync;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.clock.Alarm;
import org.huitong.api.clock.AlarmName;
import org.huitong.api.clock.Alarms;
import org.huitong.api.clock.Clock;
import org.huitong.api.clock.JobFailure;
import org.huitong.api.clock.JobKind;
import org.huitong.api.clock.JobName;
import org.huitong.api.clock.JobRun;
import org.huitong.api.clock.Jobs;
import org.huitong.api.people.Directory;
import org.huitong.api.store.Transactions;
import org.huitong.api.text.LocalText;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Reads the directories that there are, each as a job: when somebody wants it, and again and again. What a directory has
 * goes the way of every list, with the same brake: what is braked waits as a plan, and the job says so.
 */
@Component(
        service = {Directories.class, Alarm.class, JobKind.class},
        configurationPid = "org.huitong.capability.people",
        immediate = true)
@Designate(ocd = DirectoryConfig.class)
@AlarmName(alarm = Directories.NAME)
@JobName(job = Directories.NAME)
public final class Directories implements Alarm, JobKind {
    static final String NAME = "people.directories";
    private static final String SYNC = "people.sync";
    private static final String KEY = "all";
    private static final Duration SHORTEST = Duration.ofMinutes(1);

    private final SyncDesk desk;
    private final Jobs jobs;
    private final Optional<Duration> every;
    private final List<Directory> directories = new CopyOnWriteArrayList<>();

    @Activate
    public Directories(
            DirectoryConfig config,
            @Reference SyncDesk desk,
            @Reference Jobs jobs,
            @Reference Alarms alarms,
            @Reference Transactions transactions,
            @Reference Clock clock) {
        this(every(config.every()), desk, jobs);
        transactions.write(connection -> {
            if (every.isEmpty()) {
                alarms.cancel(connection, NAME, KEY);
            } else {
                alarms.set(connection, NAME, KEY, clock.instant().plus(every.get()));
            }
            return null;
        });
    }

    Directories(Optional<Duration> every, SyncDesk desk, Jobs jobs) {
        this.every = every;
        this.desk = desk;
        this.jobs = jobs;
    }

    /** Blank is never. */
    private static Optional<Duration> every(String text) {
        return Optional.of(text.strip())
                .filter(said -> !said.isEmpty())
                .map(Duration::parse)
                .map(period -> period.compareTo(SHORTEST) < 0 ? SHORTEST : period);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    public void addDirectory(Directory directory) {
        directories.add(directory);
    }

    public void removeDirectory(Directory directory) {
        directories.remove(directory);
    }

    /** By name, each as {@code ldap:main}. */
    public List<String> names() {
        return directories.stream()
                .map(Directories::name)
                .sorted(Comparator.naturalOrder())
                .toList();
    }

    private static String name(Directory directory) {
        return directory.platform() + ":" + directory.tenant();
    }

    /** Has one read now. @return the job; empty where there is none of this name */
    public Optional<String> start(String name, String by) {
        return names().contains(name) ? Optional.of(jobs.start(order(name, by))) : Optional.empty();
    }

    private static Jobs.Order order(String name, String by) {
        return new Jobs.Order(
                NAME, LocalText.of("同步公司目录 " + name, "Read the directory " + name), by, Optional.of(SYNC), name);
    }

    @Override
    public After ring(Connection transaction, Ring ring) throws SQLException {
        if (every.isEmpty()) {
            return new After.Over();
        }
        for (String name : names()) {
            jobs.start(transaction, order(name, Doer.HUB.account()));
        }
        return new After.Again(ring.now().plus(every.get()));
    }

    @Override
    public LocalText run(JobRun run) throws JobFailure, InterruptedException {
        Directory directory = directories.stream()
                .filter(one -> name(one).equals(run.argument()))
                .findFirst()
                .orElseThrow(() -> new JobFailure(LocalText.of("这个目录已不在。", "This directory is there no more.")));
        Directory.Reading reading = directory.read(persons -> run.progress(persons, 0));
        if (reading instanceof Directory.Reading.Unreadable unreadable) {
            throw new JobFailure(unreadable.reason());
        }
        List<Directory.Entry> entries = ((Directory.Reading.Everybody) reading).entries();
        if (entries.isEmpty()) {
            // A wrong base or filter finds nobody; no company has let everybody go overnight.
            throw new JobFailure(LocalText.of(
                    "目录里没有读到任何人，没有改动。请检查 base 和 filter。",
                    "The directory has nobody in it, so nothing was done. Look at base and filter."));
        }
        run.progress(entries.size(), entries.size());
        SyncDesk.Told told = desk.sync(Listing.of(directory, entries), name(directory), run.owner());
        if (!told.done()) {
            throw new JobFailure(LocalText.of(
                    "将有 " + told.plan().brake().affected() + " 人离职或失去部门，已停下；计划 " + told.id() + " 等待确认。",
                    told.plan().brake().affected()
                            + " people would leave or lose a department, so nothing was done; plan " + told.id()
                            + " waits for a reason."));
        }
        return words(told.plan());
    }

    private static LocalText words(SyncPlan plan) {
        int added = plan.count("added") + plan.count("returned");
        return LocalText.of(
                "新增 " + added + "，变更 " + plan.count("changed") + "，离职 " + plan.count("left") + "，未执行 "
                        + plan.conflicts().size() + "。",
                added + " added, " + plan.count("changed") + " changed, " + plan.count("left") + " left, "
                        + plan.conflicts().size() + " not done.");
    }
}
