package publish

import (
	"encoding/json"
	"maps"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/minio/minio-go/v7/pkg/credentials"

	"wenming/generator/diag"
)

// keyPairs are the environment variables that hold a key: its name, its secret, and a token where the key is a temporary one.
var keyPairs = [][3]string{
	{"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"},
	{"MINIO_ACCESS_KEY", "MINIO_SECRET_KEY", ""},
	{"MINIO_ROOT_USER", "MINIO_ROOT_PASSWORD", ""},
}

// keyOf finds the key for a server: in the environment, in the files of aws and mc, and where the environment says that a role
// has one, by asking for it when it is needed. Nothing that it returns as an error holds what it read.
func keyOf(p place, getenv func(string) string) (*credentials.Credentials, error) {
	for _, pair := range keyPairs {
		name, secret := getenv(pair[0]), getenv(pair[1])
		if name != "" && secret != "" {
			token := ""
			if pair[2] != "" {
				token = getenv(pair[2])
			}
			return credentials.NewStaticV4(name, secret, token), nil
		}
		if name != "" || secret != "" {
			set, missing := pair[0], pair[1]
			if name == "" {
				set, missing = missing, set
			}
			return nil, noKey(diag.T("the environment has %q, but not %q", "环境变量里有“%s”，却没有“%s”", set, missing))
		}
	}
	home := getenv("HOME")
	if runtime.GOOS == "windows" && home == "" {
		home = getenv("USERPROFILE")
	}
	file := getenv("AWS_SHARED_CREDENTIALS_FILE")
	if file == "" && home != "" {
		file = filepath.Join(home, ".aws", "credentials")
	}
	profile := getenv("AWS_PROFILE")
	if key := keyOfAWS(file, profile); key != nil {
		return key, nil
	}
	if profile != "" {
		return nil, noKey(diag.T("AWS_PROFILE says %q, and %q has no key of that name", "AWS_PROFILE 指定了“%s”，但“%s”里没有这个名称的密钥", profile, file))
	}
	if key := keyOfMC(home, p); key != nil {
		return key, nil
	}
	for _, name := range []string{"AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "AWS_CONTAINER_CREDENTIALS_FULL_URI"} {
		if getenv(name) != "" {
			r := &role{variable: name}
			r.Region = getenv("AWS_REGION")
			r.EKSIdentity.TokenFile, r.EKSIdentity.RoleARN = getenv("AWS_WEB_IDENTITY_TOKEN_FILE"), getenv("AWS_ROLE_ARN")
			r.EKSIdentity.RoleSessionName = getenv("AWS_ROLE_SESSION_NAME")
			r.Container.CredentialsRelativeURI = getenv("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI")
			r.Container.CredentialsFullURI = getenv("AWS_CONTAINER_CREDENTIALS_FULL_URI")
			return credentials.New(r), nil
		}
	}
	return nil, noKey(diag.T("there is none for %q", "没有“%s”的密钥", p.host))
}

// noKey says where keys are looked for.
func noKey(why diag.Text) error {
	return &Problem{NoKey, diag.T("%[1]s; a key is looked for in the environment (AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY), then in ~/.aws/credentials, then in ~/.mc/config.json",
		"%[2]s；查找密钥的顺序：环境变量（AWS_ACCESS_KEY_ID 和 AWS_SECRET_ACCESS_KEY）、~/.aws/credentials、~/.mc/config.json", why.English, why.Chinese), nil}
}

// keyOfAWS is the key of a profile in a file of the aws command, or nil.
func keyOfAWS(file, profile string) *credentials.Credentials {
	if file == "" {
		return nil
	}
	if profile == "" {
		profile = "default"
	}
	key := credentials.NewFileAWSCredentials(file, profile)
	if value, err := key.GetWithContext(nil); err != nil || value.AccessKeyID == "" || value.SecretAccessKey == "" {
		return nil
	}
	return key
}

// keyOfMC is the key that the mc command has for a server, or nil.
func keyOfMC(home string, p place) *credentials.Credentials {
	name := filepath.Join(home, ".mc", "config.json")
	if runtime.GOOS == "windows" {
		name = filepath.Join(home, "mc", "config.json")
	}
	data, err := os.ReadFile(name)
	if home == "" || err != nil {
		return nil
	}
	var config struct {
		Aliases map[string]struct{ URL, AccessKey, SecretKey string }
	}
	if json.Unmarshal(data, &config) != nil {
		return nil
	}
	for _, name := range slices.Sorted(maps.Keys(config.Aliases)) {
		alias := config.Aliases[name]
		u, err := url.Parse(alias.URL)
		if err == nil && strings.EqualFold(u.Host, p.host) && (u.Scheme == "https") == p.secure && alias.AccessKey != "" && alias.SecretKey != "" {
			return credentials.NewStaticV4(alias.AccessKey, alias.SecretKey, "")
		}
	}
	return nil
}

// role gets the key of a role, for which the environment has a ticket.
type role struct {
	credentials.IAM
	variable string
}

func (r *role) RetrieveWithCredContext(c *credentials.CredContext) (credentials.Value, error) {
	value, err := r.IAM.RetrieveWithCredContext(c)
	if err != nil || value.AccessKeyID == "" || value.SecretAccessKey == "" {
		return credentials.Value{}, noKey(diag.T("the role that %s stands for gives none", "%s 所代表的角色没有给出密钥", r.variable))
	}
	return value, nil
}

func (r *role) Retrieve() (credentials.Value, error) { return r.RetrieveWithCredContext(nil) }
