/** How to get a key, for those who have none. */
export function KeySteps() {
  return (
    <ol className="flex list-decimal flex-col gap-1.5 pl-5 text-left">
      <li>
        In the{" "}
        <a
          href="https://console.cloud.google.com/apis/library/sheets.googleapis.com"
          target="_blank"
          rel="noreferrer"
          className="text-accent underline"
        >
          Google Cloud console
        </a>
        , choose a project and enable the Google Sheets API.
      </li>
      <li>Under IAM & Admin, Service accounts, create an account; under its Keys, add a key of the type JSON.</li>
      <li>Connect the file here, and share your sheets with the account’s address.</li>
    </ol>
  );
}
