# Applies only where a CLI is, or is driven by, an AI system (actor = "ai_agent").

framework "nist-ai-rmf-1.0" {
  title     = "NIST AI Risk Management Framework 1.0"
  publisher = "NIST"
  version   = "1.0"
  names     = ["AI RMF", "NIST AI RMF"]
  url       = "https://doi.org/10.6028/NIST.AI.100-1"
  license   = "public domain"
  print     = "text"
  actor     = "ai_agent"

  control "GOVERN 1.1" { text = "Legal and regulatory requirements involving AI are understood, managed, and documented." }
  control "GOVERN 1.2" { text = "The characteristics of trustworthy AI are integrated into organizational policies, processes, procedures, and practices." }
  control "GOVERN 1.3" { text = "Processes, procedures, and practices are in place to determine the needed level of risk management activities based on the organization's risk tolerance." }
  control "GOVERN 1.4" { text = "The risk management process and its outcomes are established through transparent policies, procedures, and other controls based on organizational risk priorities." }
  control "GOVERN 1.5" { text = "Ongoing monitoring and periodic review of the risk management process and its outcomes are planned and organizational roles and responsibilities clearly defined, including determining the frequency of periodic review." }
  control "GOVERN 1.6" { text = "Mechanisms are in place to inventory AI systems and are resourced according to organizational risk priorities." }
  control "GOVERN 1.7" { text = "Processes and procedures are in place for decommissioning and phasing out AI systems safely and in a manner that does not increase risks or decrease the organization's trustworthiness." }
  control "GOVERN 2" { text = "Accountability structures are in place so that the appropriate teams and individuals are empowered, responsible, and trained for mapping, measuring, and managing AI risks." }
  control "GOVERN 2.1" { text = "Roles and responsibilities and lines of communication related to mapping, measuring, and managing AI risks are documented and are clear to individuals and teams throughout the organization." }
  control "GOVERN 2.2" { text = "The organization's personnel and partners receive AI risk management training to enable them to perform their duties and responsibilities consistent with related policies, procedures, and agreements." }
  control "GOVERN 2.3" { text = "Executive leadership of the organization takes responsibility for decisions about risks associated with AI system development and deployment." }
  control "GOVERN 3.2" { text = "Policies and procedures are in place to define and differentiate roles and responsibilities for human-AI configurations and oversight of AI systems." }
  control "GOVERN 4.3" { text = "Organizational practices are in place to enable AI testing, identification of incidents, and information sharing." }
  control "GOVERN 6.1" { text = "Policies and procedures are in place that address AI risks associated with third-party entities, including risks of infringement of a third-party's intellectual property or other rights." }
  control "MAP 1.5" { text = "Organizational risk tolerances are determined and documented." }
  control "MAP 3.5" { text = "Processes for human oversight are defined, assessed, and documented in accordance with organizational policies from the GOVERN function." }
  control "MAP 4.2" { text = "Internal risk controls for components of the AI system, including third-party AI technologies, are identified and documented." }
  control "MEASURE 2.4" { text = "The functionality and behavior of the AI system and its components – as identified in the MAP function – are monitored when in production." }
  control "MEASURE 2.7" { text = "AI system security and resilience – as identified in the MAP function – are evaluated and documented." }
  control "MEASURE 2.8" { text = "Risks associated with transparency and accountability – as identified in the MAP function – are examined and documented." }
  control "MEASURE 3.1" { text = "Approaches, personnel, and documentation are in place to regularly identify and track existing, unanticipated, and emergent AI risks based on factors such as intended and actual performance in deployed contexts." }
  control "MANAGE 1.3" { text = "Responses to the AI risks deemed high priority, as identified by the MAP function, are developed, planned, and documented. Risk response options can include mitigating, transferring, avoiding, or accepting." }
  control "MANAGE 1.4" { text = "Negative residual risks (defined as the sum of all unmitigated risks) to both downstream acquirers of AI systems and end users are documented." }
  control "MANAGE 2.3" { text = "Procedures are followed to respond to and recover from a previously unknown risk when it is identified." }
  control "MANAGE 2.4" { text = "Mechanisms are in place and applied, and responsibilities are assigned and understood, to supersede, disengage, or deactivate AI systems that demonstrate performance or outcomes inconsistent with intended use." }
  control "MANAGE 3.1" { text = "AI risks and benefits from third-party resources are regularly monitored, and risk controls are applied and documented." }
  control "MANAGE 4.1" { text = "Post-deployment AI system monitoring plans are implemented, including mechanisms for capturing and evaluating input from users and other relevant AI actors, appeal and override, decommissioning, incident response, recovery, and change management." }
  control "MANAGE 4.3" { text = "Incidents and errors are communicated to relevant AI actors, including affected communities. Processes for tracking, responding to, and recovering from incidents and errors are followed and documented." }
}
