/**
 * The only code with SQL: one class of stores and one of statements for each group of tables, thin verticles before
 * them, and the embedded PostgreSQL.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>A job changes its state together with the event that tells of it, in one transaction; what is announced is
 *       announced after the commit, never before.
 *   <li>Numbers of a job's events have no gaps, and the newest is {@code jobs.last_seq}.
 *   <li>Whatever a runner writes names its run and changes nothing once that run is not the current one.
 *   <li>Every query of owned rows carries the owner.
 *   <li>Time is the database's {@code now()}, never a server's clock.
 *   <li>Several rows are locked in the order of their ids, so that no two transactions wait for one another.
 * </ul>
 */
@NullMarked
package dev.reelcast.store;

import org.jspecify.annotations.NullMarked;
