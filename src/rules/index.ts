import benefits from "./benefits.ts";
import documents from "./documents.ts";
import dutyRecords from "./duty-records.ts";
import experience from "./experience.ts";
import guidance from "./guidance.ts";
import headcountRatio from "./headcount-ratio.ts";
import type { AnyKind } from "./kind.ts";
import origin from "./origin.ts";
import payFloor from "./pay-floor.ts";
import postClass from "./post-class.ts";
import postQualification from "./post-qualification.ts";
import postStaffed from "./post-staffed.ts";
import practicePortfolio from "./practice-portfolio.ts";
import practiceSessions from "./practice-sessions.ts";
import qualification from "./qualification.ts";
import recordReview from "./record-review.ts";
import { registrySanction, registryStanding } from "./registry.ts";
import { duplicatePerson, sharedSupervisor } from "./shared-person.ts";
import spanOfControl from "./span-of-control.ts";
import supervisionGiven from "./supervision-given.ts";
import supervisionProvided from "./supervision-provided.ts";
import supervisionReceived from "./supervision-received.ts";
import timeliness from "./timeliness.ts";
import titleNotInUse from "./title-not-in-use.ts";
import workloadShare from "./workload-share.ts";

/** Every rule kind, by its name: a policy's rules name one each. */
export const KINDS: ReadonlyMap<string, AnyKind> = new Map([
  benefits, documents, duplicatePerson, dutyRecords, experience, guidance, headcountRatio, origin, payFloor, postClass, postQualification, postStaffed,
  practicePortfolio, practiceSessions, qualification, recordReview, registrySanction, registryStanding, sharedSupervisor, spanOfControl, supervisionGiven,
  supervisionProvided, supervisionReceived, timeliness, titleNotInUse, workloadShare,
].map((kind) => [kind.kind, kind]));
