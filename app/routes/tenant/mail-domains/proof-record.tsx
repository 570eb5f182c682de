import { Fact, Facts } from "#app/components/ui/facts.tsx";
import { useTranslation } from "#app/i18n/translation.tsx";

type ProofRecordProps = { record: { name: string; text: string } };

/** What is to be put into the domain's DNS, to be copied from here. */
export function ProofRecord({ record }: ProofRecordProps) {
  const { t } = useTranslation();
  return (
    <Facts id="record" title={t("mailDomains.record")}>
      <Fact term={t("mailDomains.recordType")}>TXT</Fact>
      <Fact term={t("mailDomains.recordName")}>
        <code className="font-mono text-sm wrap-anywhere select-all">{record.name}</code>
      </Fact>
      <Fact term={t("mailDomains.recordText")}>
        <code className="font-mono text-sm wrap-anywhere select-all">{record.text}</code>
      </Fact>
    </Facts>
  );
}
