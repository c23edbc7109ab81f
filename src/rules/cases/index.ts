import benefits from "./benefits.md";
import documents from "./documents.md";
import duplicatePerson from "./duplicate-person.md";
import dutyRecords from "./duty-records.md";
import experience from "./experience.md";
import guidance from "./guidance.md";
import headcountRatio from "./headcount-ratio.md";
import origin from "./origin.md";
import payFloor from "./pay-floor.md";
import postClass from "./post-class.md";
import postQualification from "./post-qualification.md";
import postStaffed from "./post-staffed.md";
import practicePortfolio from "./practice-portfolio.md";
import practiceSessions from "./practice-sessions.md";
import qualification from "./qualification.md";
import recordReview from "./record-review.md";
import registrySanction from "./registry-sanction.md";
import registryStanding from "./registry-standing.md";
import sharedSupervisor from "./shared-supervisor.md";
import spanOfControl from "./span-of-control.md";
import supervisionGiven from "./supervision-given.md";
import supervisionProvided from "./supervision-provided.md";
import supervisionReceived from "./supervision-received.md";
import timeliness from "./timeliness.md";
import titleNotInUse from "./title-not-in-use.md";
import workloadShare from "./workload-share.md";

/**
 * The cases of every rule kind, as Markdown: they are its tests, and `explain` shows one of them as its example. Loaded only when
 * they are asked for.
 */
export const CASES: Readonly<Record<string, string>> = {
  benefits,
  documents,
  "duplicate-person": duplicatePerson,
  "duty-records": dutyRecords,
  experience,
  guidance,
  "headcount-ratio": headcountRatio,
  origin,
  "pay-floor": payFloor,
  "post-class": postClass,
  "post-qualification": postQualification,
  "post-staffed": postStaffed,
  "practice-portfolio": practicePortfolio,
  "practice-sessions": practiceSessions,
  qualification,
  "record-review": recordReview,
  "registry-sanction": registrySanction,
  "registry-standing": registryStanding,
  "shared-supervisor": sharedSupervisor,
  "span-of-control": spanOfControl,
  "supervision-given": supervisionGiven,
  "supervision-provided": supervisionProvided,
  "supervision-received": supervisionReceived,
  timeliness,
  "title-not-in-use": titleNotInUse,
  "workload-share": workloadShare,
};
